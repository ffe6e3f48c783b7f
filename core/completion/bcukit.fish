# Completion of bcukit in fish. What may follow is asked of bcukit itself.
function __bcukit_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l found (bcukit complete -- $words[2..-1] "$last" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$last"
    end
end
complete -c bcukit -f -a '(__bcukit_complete)'

# Completion of bcukit in bash. What may follow is asked of bcukit itself.
_bcukit()
{
    local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT} words candidates kept
    IFS=' ' read -r -a words <<<"$line"
    [ "${line: -1}" = ' ' ] && words+=('')
    candidates=$(bcukit complete -- "${words[@]:1}" 2>/dev/null | cut -f 1)
    # bash replaces what stands behind the last of these signs only
    kept=${words[-1]%"${words[-1]##*[=:]}"}
    COMPREPLY=()
    for line in $candidates; do
        line=${line#"$kept"}
        case $line in *=|*.) compopt -o nospace ;; esac
        COMPREPLY+=("$(printf '%q' "$line")")
    done
}
complete -o default -F _bcukit bcukit

/* The function that open.js began ends. */
})();

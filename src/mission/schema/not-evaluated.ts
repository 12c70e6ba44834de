/** The hint for an expression where none is evaluated. */
export const NOT_EVALUATED = 'expressions are evaluated in `if` and `env` only: write the value itself';

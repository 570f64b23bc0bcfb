"""How far the readers of a comment can be believed to have found it helpful. Pure."""

# Of the normal distribution: one-sided, 97.5 in 100.
Z = 1.96


def helpfulness(helped: int) -> float:
    """The lower end of Wilson's score interval (E. B. Wilson, 1927), from 0 to just under 1.

    The interval says between which bounds a share lies, as far as so few votes can tell. Nobody
    votes against a comment here, so all votes are for it, and the lower end comes down to
    n / (n + z * z). It rises with every press, each time by less: one press is weak evidence
    (0.21), ten are good (0.72), and the hundredth adds next to nothing. The same number of presses
    always makes the same score, on either database, so ties are ties.

    How many read it without a press is not known, because nobody counts who reads. So it cannot
    tell a comment that few found helpful from one that few have seen.
    """
    return helped / (helped + Z * Z)

"""The errors that a person running the bot is meant to read."""


class CannotStart(Exception):
    """What keeps the bot from starting: one sentence that says what is wrong and what to do.

    The command line prints the sentence and exits with status 1; the cause, where there is one,
    is chained and goes to the log.
    """

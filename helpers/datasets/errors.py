"""What can go wrong with data, each with a message that names the remedy."""


class DataError(Exception):
    """Anything that stops a data set from being loaded or fetched."""


class DataFileError(DataError, ValueError):
    """A file of the cache is damaged, unfinished, or one of several is missing."""


class DataAbsentError(DataError, FileNotFoundError):
    """The real set was asked for, and none of its files is in the cache."""


class FetchError(DataError, RuntimeError):
    """A file could not be downloaded, or what came was not the publisher's file."""


class MalformedError(DataError, ValueError):
    """Content breaks its format: raised by parsers, which know no path or remedy."""

"""Python's search for garbage: made for programs that keep little, it takes a quarter of a run that keeps 100,000 rows."""

import gc


def search_seldom() -> None:
    """Let Python search for unreachable cycles far less often than it does by itself.

    What nobody holds any more goes at once without any search; our records refer to no circle that it could find, and each
    search walks over all of them. Where a library leaves circles behind, they go a little later.
    """
    gc.set_threshold(50_000, 20, 100)  # Python's own: 700 (2,000 since 3.13), 10, 10

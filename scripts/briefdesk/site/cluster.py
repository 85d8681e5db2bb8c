"""Workers on other machines: a cluster of dask.distributed makes the pages.

The cluster's executor takes the place of that of local processes. A worker that is lost costs
time and no pages: the scheduler gives its batches to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefdesk.pages.page import Task
from briefdesk.site import keys
from briefdesk.site.hosting import ClusterProblem
from briefdesk.site.rendering import Made, Workshop, render

if TYPE_CHECKING:
    from distributed import Client

#: Seconds to wait for a scheduler, and for the first worker.
PATIENCE = 10

#: How often a batch may fail for another reason than the page itself.
_RETRIES = 5


def render_on(
    scheduler: str, workshop: Workshop, batches: Sequence[Sequence[Task]]
) -> Iterator[list[Made]]:
    """Have `batches` made by the workers of the scheduler at an address such as
    `tcp://desk:8786`, with the bytes of each page. ClusterProblem where that cannot be."""
    with _client(scheduler) as client:
        # Sent once to each worker, where it stays for all batches with what it works out.
        (there,) = client.scatter([workshop], broadcast=True, hash=False)
        executor = client.get_executor(pure=False, retries=_RETRIES)
        mine = keys.of_makers()
        # Nobody else holds on to what is done: it is all pages of the site.
        done = as_completed([executor.submit(_render, there, mine, list(b)) for b in batches])
        for made in (future.result() for future in done):
            if made is None:
                raise ClusterProblem(
                    "a worker has another version of briefdesk, or of what it renders with"
                )
            yield made


def _render(workshop: Workshop, makers: str, tasks: Sequence[Task]) -> list[Made] | None:
    return render(workshop, tasks, None) if makers == keys.of_makers() else None


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterProblem(
            "dask.distributed is not installed; install it with: pip install 'briefdesk[cluster]'"
        ) from None
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterProblem(f"there is no scheduler at {scheduler}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ClusterProblem(f"the scheduler at {scheduler} has no workers") from error
        yield client

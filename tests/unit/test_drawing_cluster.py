"""Drawing beyond one machine: the same bytes as here, whoever is ended, and nothing of a machine that is unlike."""

import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import drawing_in_tests
from card_samples import CARDS, PLAIN, order_of, shipped_templates, with_pictures
from clusters import DaskCluster, dask_cluster_of
from forewarn.drawing import studio
from forewarn.drawing.cards import draw_cards
from forewarn.drawing.cluster import Cluster, Unreachable, dask_cluster
from forewarn.drawing.making import Draw, NotDrawn
from forewarn.drawing.orders import Order
from forewarn.drawing.parcels import Parcel, Unlike, kit_of
from forewarn.drawing.store import Store
from forewarn.drawing.studio import Studio
from forewarn.drawing.templates import Templates, read_templates
from forewarn.problem import ProblemsFound
from forewarn.site import Site, Steps, with_drawings
from projects import ROOT, Project
from published import ADVISORY, SETTINGS, site_of

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason='the extra "cluster" is not installed')
TOO_MANY = studio.FEW + 3  # for a build of its own, which is not told of the numbers below
FEW, AT_ONCE = 8, 4  # a fifth of what they are: what becomes of parcels does not hang on their size
MANY = FEW + 3
NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture(scope="module", autouse=True)
def _small_parcels() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studio, "FEW", FEW)
        patch.setattr(studio, "AT_ONCE", AT_ONCE)
        yield


def orders_of(count: int, templates: Templates | None = None, bad: int = -1) -> list[Order]:
    titles = [f"{'Broken' if number == bad else 'Whole'} card no. {number}" for number in range(count)]
    return [order_of(replace(PLAIN, title=title), templates, f"{number}.md") for number, title in enumerate(titles)]


def kept_in(store: Store) -> dict[str, bytes | None]:
    return {path.name: store.get(path.name) for path in sorted(store.folder.iterdir())}


class Here:
    """Draws on this machine alone, and no order twice."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)

    def drawn(self, orders: list[Order]) -> dict[str, bytes | None]:
        """Give what this machine makes of orders, by their keys."""
        Studio(shipped_templates(), self._store, 1).begin(draw_cards, orders).finish()
        return {order.key: self._store.get(order.key) for order in orders}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Here:
    return Here(tmp_path_factory.mktemp("here"))


def there(thing: Any) -> Any:
    """Give something as it is when it has travelled."""
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own


# Any executor


@dataclass
class Post(Executor):
    """Draws in this process as if it were far away: what travels is written as bytes and read again.

    ``changed`` changes what comes back, and ``readdressed`` what goes there. It takes only so many parcels.
    """

    changed: Callable[[Any], Any] = lambda came: came
    readdressed: Callable[[Parcel], Parcel] = lambda parcel: parcel
    most: int = sys.maxsize
    sent: int = 0

    def submit(self, work: Callable[..., Any], /, *given: Any, **_: Any) -> "Future[Any]":
        if self.sent == self.most:
            raise RuntimeError("the scheduler is gone\nand more of it")
        self.sent += 1
        told: Future[Any] = Future()
        try:
            own, (kit, parcel) = there((work, given))
            told.set_result(self.changed(there(own(kit, self.readdressed(parcel)))))
        except Exception as why:  # noqa: BLE001 - it is for whoever waits
            told.set_exception(there(why))
        return told


@dataclass
class Silence(Executor):
    """Takes everything, and never answers."""

    sent: list[object] = field(default_factory=list)

    def submit(self, *given: Any, **_: Any) -> "Future[Any]":
        self.sent.append(given)
        return Future()


def cluster_of(executor: Executor, templates: Templates | None = None, **others: Any) -> Cluster:
    return Cluster(executor, kit_of(templates or shipped_templates()), executor.shutdown, **others)


def failing(kind: type[Exception]) -> Callable[[Any], Any]:
    def fail(_: object) -> None:
        raise kind("No module named 'forewarn'")

    return fail


def test_any_executor_draws_the_same(here: Here, tmp_path: Path) -> None:
    pictured = dict(with_pictures(tmp_path))
    assert pictured
    plain = orders_of(MANY)
    every = [*plain, *map(order_of, pictured.values())]
    with ThreadPoolExecutor(3) as threads:
        for name, executor, orders in (("post", Post(), every), ("threads", threads, plain)):
            store, told = Store(tmp_path / name), list[int]()
            work = Studio(shipped_templates(), store, 2, cluster_of(executor)).begin(draw_cards, orders)
            assert work.finish(told.append) == ""
            assert sum(told) <= work.count == len(orders) - 1
            assert kept_in(store) == here.drawn(orders)


def test_no_more_is_under_way_than_is_allowed(tmp_path: Path) -> None:
    silence = Silence()
    cluster = cluster_of(silence, ahead=3, patience=0.3)
    work = Studio(shipped_templates(), Store(tmp_path), 1, cluster).begin(drawing_in_tests.quickly, orders_of(200))
    assert work.finish() == "nothing has come back for 0.3 seconds"
    assert len(silence.sent) == 3


def test_a_card_that_fails_elsewhere_names_its_text(tmp_path: Path) -> None:
    shutil.copytree(CARDS, tmp_path / "cards")
    template = tmp_path / "cards/card.typ"
    check = '#for card in cards { if card.title.flatten().contains("Broken") { panic("no such card") } }\n'
    template.write_text(template.read_text("utf-8").replace("#set page(", f"{check}#set page(", 1), "utf-8")
    fragile = read_templates(tmp_path / "cards")
    studio = Studio(fragile, Store(tmp_path / "store"), 2, cluster_of(Post(), fragile))
    with pytest.raises(NotDrawn, match="no such card") as failed:
        studio.begin(draw_cards, orders_of(MANY, fragile, bad=7)).finish()
    assert failed.value.subject == "7.md"


def test_a_store_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    studio = Studio(shipped_templates(), store, 1, cluster_of(Post(lambda came: blocked(store, came))))
    with pytest.raises(OSError, match="store"):
        studio.begin(drawing_in_tests.quickly, orders_of(MANY)).finish()


def blocked(store: Store, came: Any) -> Any:
    """Put a file where the folder of a store was."""
    shutil.rmtree(store.folder, ignore_errors=True)
    store.folder.unlink(missing_ok=True)
    store.folder.write_text("")
    return came


@pytest.mark.parametrize(
    ("executor", "why"),
    [
        (Silence(), "nothing has come back for 0.5 seconds"),
        (Post(most=2), "the scheduler is gone"),
        (Post(failing(OSError)), "No module named 'forewarn'"),
        (Post(lambda came: dict.fromkeys(came, b"x" * 40)), "what came back was damaged"),
        (Post(lambda came: {key: sealed[:-1] for key, sealed in came.items()}), "what came back was damaged"),
        (Post(lambda came: dict(list(came.items())[1:])), "what came back was damaged"),
    ],
    ids=["silent", "gone", "failing", "another", "cut off", "one less"],
)
def test_what_a_cluster_does_not_draw_is_drawn_here(here: Here, tmp_path: Path, executor: Executor, why: str) -> None:
    orders, told = orders_of(MANY), list[int]()
    store = Store(tmp_path / "store")
    work = Studio(shipped_templates(), store, 1, cluster_of(executor, patience=0.5)).begin(draw_cards, orders)
    assert work.finish(told.append) == why
    assert kept_in(store) == here.drawn(orders)
    assert told


@pytest.mark.parametrize("kind", [ImportError, AttributeError])
def test_a_machine_without_forewarn_is_refused(tmp_path: Path, kind: type[Exception]) -> None:
    studio = Studio(shipped_templates(), Store(tmp_path), 1, cluster_of(Post(failing(kind))))
    with pytest.raises(Unlike, match="it has no Forewarn, or another one"):
        studio.begin(draw_cards, orders_of(MANY)).finish()


def test_a_machine_that_draws_another_picture_is_refused(tmp_path: Path) -> None:
    """Versions may be the same and what is drawn not: each worker first draws one card that was drawn here as well."""

    def unlike(parcel: Parcel) -> Parcel:
        order, _ = parcel.proof.piece
        other = replace(order, tell=order_of(replace(PLAIN, title="Another")).tell)
        return replace(parcel, proof=replace(parcel.proof, piece=(other, None)))

    studio = Studio(shipped_templates(), Store(tmp_path), 1, cluster_of(Post(readdressed=unlike)))
    with pytest.raises(Unlike, match="it draws the same words to another picture"):
        studio.begin(draw_cards, orders_of(MANY, bad=0)).finish()


# A whole site


def site_of_many(cluster: str, *, posters: bool) -> Site:
    advisories = [
        replace(ADVISORY, id=f"tax-{number}", title=f"Calls about tax no. {number}") for number in range(MANY)
    ]
    return site_of(advisories, settings=replace(SETTINGS, cluster=cluster, posters=posters))


def written(
    folder: Path, cluster: str, workers: int, reach: Any = dask_cluster, *, posters: bool = False
) -> tuple[dict[str, bytes], list[str]]:
    """Draw everything for a site, and give all files with what was said."""
    said, stops = list[str](), list[Callable[[], None]]()
    store = Store(folder / "store")
    site, drawings = with_drawings(
        site_of_many(cluster, posters=posters), shipped_templates(), store, workers, Steps(said.append)
    )
    _, cards = drawings.start(site, stops.append, reach)
    cards.finish()
    for stop in stops:
        stop()
    drawings.writing(folder / "site").rest()
    return {address: (folder / "site" / address).read_bytes() for address in drawings.addresses}, said


@pytest.fixture(scope="module")
def cards_here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The cards of the site as this machine draws them alone."""
    files, _ = written(tmp_path_factory.mktemp("alone"), "", 1)
    assert len(files) > MANY
    return files


def test_few_drawings_ask_no_cluster(tmp_path: Path) -> None:
    def reach(*_: object) -> Cluster:
        raise AssertionError

    site = site_of([ADVISORY], settings=replace(SETTINGS, cluster=NOBODY))
    site, drawings = with_drawings(site, shipped_templates(), Store(tmp_path), 2)
    assert drawings.cluster == NOBODY
    _, cards = drawings.start(site, lambda _: None, reach)
    cards.finish()
    assert all(Store(tmp_path).has(order.key) for order in drawings.cards.values())


def test_a_cluster_that_is_away_leaves_it_to_this_machine(cards_here: dict[str, bytes], tmp_path: Path) -> None:
    """It is advice: the site is the same, and a warning must not wait for other machines."""

    def reach(*_: object) -> Cluster:
        raise Unreachable("nobody answers")

    files, said = written(tmp_path / "away", NOBODY, 1, reach)
    assert files == cards_here
    (told,) = [each for each in said if "cluster" in each]
    assert told.startswith("mkdocs.yml:1:1: advice: extra.forewarn.cluster: The cluster does not draw: nobody answers.")


def test_a_cluster_that_goes_away_is_told_of_once_it_has(cards_here: dict[str, bytes], tmp_path: Path) -> None:
    def reach(*_: object) -> Cluster:
        return cluster_of(Post(most=1))

    files, said = written(tmp_path / "gone", NOBODY, 1, reach)
    assert files == cards_here
    assert any("The cluster does not draw: the scheduler is gone." in each for each in said)


def test_a_machine_that_is_unlike_stops_the_build(tmp_path: Path) -> None:
    def reach(*_: object) -> Cluster:
        return cluster_of(Post(failing(ImportError)))

    with pytest.raises(ProblemsFound) as found:
        written(tmp_path, NOBODY, 1, reach)
    (problem,) = found.value.problems
    assert (problem.file, problem.field, problem.rule) == ("mkdocs.yml", "extra.forewarn.cluster", "cluster-unlike")
    assert "it has no Forewarn" in problem.message


def test_the_rule_of_a_cluster_that_is_away_is_advice(tmp_path: Path) -> None:
    _, said = written(tmp_path, NOBODY, 1, lambda *_: cluster_of(Silence(), patience=0.2))
    assert any("advice" in each and "nothing has come back" in each for each in said), "cluster-away"


def test_without_dask_this_machine_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Unreachable, match=r"Dask is not installed here \(make cluster installs it\)"):
        dask_cluster(NOBODY, shipped_templates())


# Dask


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler and two workers, for tests that end none of them."""
    with dask_cluster_of(tmp_path_factory.mktemp("dask"), workers=2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster_of(tmp_path_factory.mktemp("bare"), workers=0) as cluster:
        yield cluster


@pytest.fixture
def bare(scheduler: DaskCluster) -> Iterator[DaskCluster]:
    """A scheduler without a worker, which outlives those that a test gives it."""
    yield scheduler
    scheduler.end_workers()
    assert scheduler.workers() == 0


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler without a worker, which a test may end."""
    (tmp_path / "dask").mkdir()
    with dask_cluster_of(tmp_path / "dask", workers=0) as cluster:
        yield cluster


@pytest.fixture
def reach() -> Iterator[Callable[[DaskCluster], Cluster]]:
    """Reach a cluster that is let go of when the test ends."""
    reached = list[Cluster]()

    def reach(dask: DaskCluster) -> Cluster:
        reached.append(replace(dask_cluster(dask.address, shipped_templates()), patience=30))
        return reached[-1]

    yield reach
    assert reached
    for cluster in reached:
        cluster.close()


Reach = Callable[[DaskCluster], Cluster]


def begun(store: Store, cluster: Cluster, orders: list[Order], draw: Draw = draw_cards) -> Any:
    return Studio(shipped_templates(), store, 1, cluster).begin(draw, orders)


def wait_for_some(store: Store, count: int) -> None:
    until = time.monotonic() + 60
    while not store.folder.exists() or len(list(store.folder.iterdir())) < count:
        assert time.monotonic() < until
        time.sleep(0.02)


@needs_dask
def test_cards_and_posters_are_the_same_by_one_process_by_many_and_by_dask(dask: DaskCluster, tmp_path: Path) -> None:
    one, _ = written(tmp_path / "one", "", 1, posters=True)
    assert len(one) > 2 * MANY
    assert written(tmp_path / "many", "", 2, posters=True)[0] == one
    files, said = written(tmp_path / "dask", dask.address, 1, posters=True)
    assert files == one
    assert not any("cluster" in each for each in said)


@needs_dask
def test_a_build_has_its_cards_drawn_by_dask_or_says_why_not(dask: DaskCluster, project: Project) -> None:
    text = project.add("advisories/tax.md").read_text("utf-8")
    for number in range(TOO_MANY):
        project.add(f"advisories/tax-{number}.md", text.replace("title: ", f"title: {number}. "))
    drawn: list[dict[str, bytes]] = []
    for name, address, is_said in (("here", NOBODY, True), ("there", dask.address, False)):
        project.configure(extra={"forewarn": {"cluster": address, "posters": False}})
        built = project.build(site=f"site-{name}", FOREWARN_CACHE=str(project.folder / name), CI="true")
        assert built.exit_status == 0, built.output
        assert ("The cluster does not draw: nobody answers" in built.output) == is_said
        assert "Share cards: " in built.output, "a line of the log"
        drawn.append({path.name: path.read_bytes() for path in (built.site / "cards").glob("*.png")})
    assert len(drawn[0]) > TOO_MANY
    assert drawn[0] == drawn[1]


@needs_dask
def test_a_worker_that_is_ended_leaves_its_work_to_another(
    bare: DaskCluster, reach: Reach, here: Here, tmp_path: Path
) -> None:
    orders, store = orders_of(AT_ONCE * 6), Store(tmp_path / "store")
    first = bare.add_worker()
    bare.add_worker()
    work = begun(store, reach(bare), orders, drawing_in_tests.leisurely)
    wait_for_some(store, AT_ONCE + 2)
    first.kill()
    assert work.left > AT_ONCE
    assert work.finish() == "", "it was drawn here"
    assert first.wait(10) != 0
    assert kept_in(store) == here.drawn(orders)


@needs_dask
def test_where_every_worker_is_ended_this_machine_goes_on(
    bare: DaskCluster, reach: Reach, here: Here, tmp_path: Path
) -> None:
    orders, store = orders_of(MANY), Store(tmp_path / "store")
    worker = bare.add_worker()
    cluster = replace(reach(bare), patience=3)
    worker.kill()
    assert worker.wait(10) != 0
    assert begun(store, cluster, orders).finish() != ""
    assert kept_in(store) == here.drawn(orders)


@needs_dask
def test_where_the_scheduler_is_ended_this_machine_goes_on(
    fragile: DaskCluster, reach: Reach, here: Here, tmp_path: Path
) -> None:
    orders, store = orders_of(AT_ONCE * 4), Store(tmp_path / "store")
    fragile.add_worker()
    cluster = reach(fragile)
    work = begun(store, cluster, orders, drawing_in_tests.leisurely)
    wait_for_some(store, 2)
    fragile.processes[0].kill()
    began = time.monotonic()
    assert work.finish() != ""
    cluster.close()
    assert time.monotonic() - began < 30
    assert kept_in(store) == here.drawn(orders)


@needs_dask
@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_a_scheduler_that_hangs_is_given_up(fragile: DaskCluster, reach: Reach, here: Here, tmp_path: Path) -> None:
    orders, store = orders_of(MANY), Store(tmp_path / "store")
    fragile.add_worker()
    cluster = replace(reach(fragile), patience=2)
    fragile.processes[0].send_signal(signal.SIGSTOP)
    assert begun(store, cluster, orders).finish() == "nothing has come back for 2 seconds"
    began = time.monotonic()
    cluster.close()
    with pytest.raises(Unreachable, match="nobody answers"):
        dask_cluster(fragile.address, shipped_templates(), within=2)
    assert time.monotonic() - began < 20
    assert kept_in(store) == here.drawn(orders)


@needs_dask
def test_work_that_is_stopped_is_not_waited_for(dask: DaskCluster, reach: Reach, tmp_path: Path) -> None:
    cluster = reach(dask)
    work = begun(Store(tmp_path), cluster, orders_of(AT_ONCE * 100), drawing_in_tests.slowly)
    began = time.monotonic()
    work.stop()
    cluster.close()
    work.stop()
    assert time.monotonic() - began < 5


@needs_dask
def test_a_template_that_was_changed_there_is_refused(bare: DaskCluster, reach: Reach, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    bare.add_worker(TMPDIR=str(tmp_path / "there"))
    cluster = reach(bare)
    begun(Store(tmp_path / "first"), cluster, orders_of(MANY)).finish()
    (template,) = (tmp_path / "there").glob("forewarn-*/card.typ")
    template.write_text(template.read_text("utf-8") + "\n// more\n", "utf-8")
    with pytest.raises(Unlike, match="its templates were changed"):
        begun(Store(tmp_path / "second"), cluster, orders_of(MANY)).finish()


@needs_dask
def test_another_version_of_a_library_is_refused(bare: DaskCluster, reach: Reach, tmp_path: Path) -> None:
    told = tmp_path / "older/typst-0.15.1.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: typst\nVersion: 0.15.1\n", "utf-8")
    bare.add_worker([told.parent])
    with pytest.raises(Unlike, match=r"it has typst 0\.15\.1, and here is") as refused:
        begun(Store(tmp_path / "store"), reach(bare), orders_of(MANY)).finish()
    assert refused.value.machine == os.uname().nodename


@needs_dask
def test_another_forewarn_is_refused(bare: DaskCluster, reach: Reach, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks")
    module = tmp_path / "hooks/forewarn/drawing/palette.py"
    module.write_text(module.read_text("utf-8") + "\n# another checkout\n", "utf-8")
    bare.add_worker([tmp_path / "hooks"])
    with pytest.raises(Unlike, match="its Forewarn is not the one of this machine"):
        begun(Store(tmp_path / "store"), reach(bare), orders_of(MANY)).finish()


@needs_dask
def test_a_scheduler_that_is_not_there_is_not_waited_for() -> None:
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"nobody answers at tcp://127\.0\.0\.1:9 within 2 seconds"):
        dask_cluster(NOBODY, shipped_templates(), within=2)
    assert time.monotonic() - began < 10


@needs_dask
def test_a_scheduler_without_a_worker_draws_nothing(bare: DaskCluster) -> None:
    with pytest.raises(Unreachable, match="it has no workers"):
        dask_cluster(bare.address, shipped_templates())

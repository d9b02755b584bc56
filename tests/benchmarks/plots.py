"""The results as a picture, for light pages and for dark ones: the same results give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from benchmarks.charts import OURS, Bars, Curve, bars_of, curves_of
from benchmarks.figures import Result

WIDTH = 9.0
HEIGHT_OF_BAR, HEIGHT_BETWEEN, HEIGHT_OF_CURVES = 0.32, 0.75, 3.0
MARKERS = "osD^v"  # never colour alone


@dataclass(frozen=True)
class Look:
    """The colours of a plot."""

    paper: str
    ink: str
    ours: str
    theirs: str
    faint: str


LIGHT = Look(paper="#ffffff", ink="#1f2328", ours="#0b5394", theirs="#8c8c8c", faint="#d1d9e0")
DARK = Look(paper="#0d1117", ink="#f0f6fc", ours="#6cb6ff", theirs="#9a9a9a", faint="#3d444d")


def write_plots(results: Sequence[Result], folder: Path) -> None:
    """Write benchmarks.svg and benchmarks-dark.svg into a folder, where there is anything to show."""
    for name, look in (("benchmarks.svg", LIGHT), ("benchmarks-dark.svg", DARK)):
        if bars_of(results) or curves_of(results):
            _write(results, folder / name, look)


def _write(results: Sequence[Result], path: Path, look: Look) -> None:
    groups, curves = bars_of(results), curves_of(results)
    heights = [HEIGHT_BETWEEN + HEIGHT_OF_BAR * len(group.bars) for group in groups]
    heights += [HEIGHT_OF_CURVES] if curves else []
    with mpl.rc_context({"svg.hashsalt": "forewarn", "svg.fonttype": "path", "font.size": 10}):
        figure = Figure(figsize=(WIDTH, sum(heights)), facecolor=look.paper, layout="constrained")
        axes = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
        for group, axis in zip(groups, axes, strict=False):
            _draw_bars(group, axis, look)
        if curves:
            _draw_curves(curves, axes[-1], look)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _draw_bars(group: Bars, axis: Axes, look: Look) -> None:
    _dress(axis, look)
    names = [name for name, _ in group.bars]
    medians = [figures.median for _, figures in group.bars]
    spreads = [[figures.median - figures.spread[0] for _, figures in group.bars]]
    spreads += [[figures.spread[1] - figures.median for _, figures in group.bars]]
    colours = [look.ours if name.startswith(OURS) else look.theirs for name in names]
    axis.barh(names, medians, xerr=spreads, color=colours, ecolor=look.ink, error_kw={"elinewidth": 1, "capsize": 3})
    for place, (_, figures) in enumerate(group.bars):
        axis.annotate(
            f"{figures.median:.1f} s",
            (figures.spread[1], place),
            xytext=(6, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=look.ink,
        )
    axis.margins(x=0.12)
    axis.set_xlim(left=0)
    axis.invert_yaxis()
    axis.xaxis.set_visible(False)
    axis.set_title(f"{group.title}: seconds", loc="left", color=look.ink, fontsize=11)


def _draw_curves(curves: Sequence[Curve], axis: Axes, look: Look) -> None:
    _dress(axis, look)
    axis.set_xscale("log")
    for curve, marker in zip(curves, MARKERS, strict=False):
        sizes, costs = zip(*curve.points, strict=True)
        colour = look.ours if curve.name.startswith(OURS) else look.theirs
        axis.plot(sizes, costs, color=colour, marker=marker, label=curve.name)
        for size, cost in curve.points:
            axis.annotate(
                f"{cost:.1f}",
                (size, cost),
                xytext=(0, 7),
                textcoords="offset points",
                horizontalalignment="center",
                color=look.ink,
            )
    every = sorted({size for curve in curves for size, _ in curve.points})
    axis.set_xticks(every)
    axis.xaxis.set_minor_locator(NullLocator())
    axis.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
    axis.yaxis.set_major_formatter(FuncFormatter(lambda cost, _: f"{cost:g}"))
    axis.margins(x=0.08, y=0.2)
    axis.set_ylim(bottom=0)
    axis.grid(visible=True, axis="y", color=look.faint, linewidth=0.6)
    axis.set_title(
        "Cold: milliseconds for each advisory, by how many there are", loc="left", color=look.ink, fontsize=11
    )
    axis.legend(frameon=False, labelcolor=look.ink, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)


def _dress(axis: Axes, look: Look) -> None:
    axis.set_facecolor(look.paper)
    axis.tick_params(colors=look.ink, length=0)
    for side in axis.spines.values():
        side.set_visible(False)

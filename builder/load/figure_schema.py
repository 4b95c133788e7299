"""The figure file `content/figures/<id>.yaml`: a flow chart or a tree, as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field

from builder.diagnostics import Code
from builder.load.fields import Fault, Id, Line, Prose, WholeModel, YamlModel, choice, listed
from builder.source import Text


class NodeEntry(YamlModel):
    """A box of a flow chart."""

    model_config = ConfigDict(title="node")
    id: Id = Field(description="The name of the box, for the arrows.")
    label: Line = Field(description="The text in the box.")
    shape: Annotated[Text, *choice("start", "step", "decision", "end")] | None = Field(
        None, description="What the box stands for: start, step (the default), decision or end."
    )


class EdgeEntry(YamlModel):
    """An arrow of a flow chart."""

    model_config = ConfigDict(title="edge")
    source: Id = Field(alias="from", description="The box that the arrow leaves.")
    target: Id = Field(alias="to", description="The box that the arrow leads to.")
    label: Line | None = Field(None, description='The words at the arrow, like "Yes".')


class BranchEntry(YamlModel):
    """A box of a tree."""

    model_config = ConfigDict(title="box")
    label: Line = Field(description="The text in the box.")
    children: list[BranchEntry] = listed("The boxes that belong to it, in order.")


class FigureFile(WholeModel):
    """A figure, told as data and in words."""

    model_config = ConfigDict(title="figure")
    figure: Id = Field(description="The permanent name of the figure; the file has the same.")
    kind: Annotated[Text, *choice("flow", "tree")] = Field(
        description="How it is drawn: as a flow chart (flow) or as a tree (tree)."
    )
    title: Line = Field(description="The title that screen readers say.")
    description: Prose = Field(description="Every step of the figure in words.")
    nodes: list[NodeEntry] = listed("The boxes of a flow chart.")
    edges: list[EdgeEntry] = listed("The arrows of a flow chart.")
    root: BranchEntry | None = Field(None, description="The top box of a tree.")

    def faults(self) -> Iterator[Fault]:
        """Parts that its kind does not have, or that it lacks."""
        flow = self.kind == "flow"
        if (flow and not self.nodes) or (not flow and self.root is None):
            need = "nodes" if flow else "root"
            yield Fault(
                code=Code.MISSING_KEY,
                message=f"The figure “{self.figure}” has no “{need}”.",
                hint=f"A figure of the kind “{self.kind}” needs “{need}: …”.",
                path=("kind",),
            )
        for key, wrong in (
            ("root", flow and self.root is not None),
            ("nodes", not flow and bool(self.nodes)),
            ("edges", not flow and bool(self.edges)),
        ):
            if wrong:
                yield Fault(
                    code=Code.KEYS_CONFLICT,
                    message=f"A figure of the kind “{self.kind}” has no “{key}”.",
                    hint="Delete it, or change the kind.",
                    path=(key,),
                    on_key=True,
                )

"""Print the shape of the code (lengths, import cycles, late imports); fail where it is beyond the limits."""

import ast
import graphlib
import io
import math
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PARTS = {"Pairloom": ("src",), "tests and tools": ("tests", "tools", "examples", "start.py")}


@dataclass(frozen=True)
class Limit:
    """Lengths in lines: what the 95th percentile stays below, and what none exceeds."""

    percentile_95: int
    longest: int


FILES = Limit(percentile_95=350, longest=600)
FUNCTIONS = Limit(percentile_95=35, longest=60)


@dataclass(frozen=True)
class Length:
    where: str
    lines: int


@dataclass(frozen=True)
class LateImport:
    where: str
    statement: str
    reason: str


def main() -> int:
    faults: list[str] = []
    for title, places in PARTS.items():
        sources = list(python_files(places))
        print(f"{title}: {len(sources)} files")
        faults += report_lengths("file", [Length(name(path), count_lines(path)) for path in sources], FILES)
        functions = [length for path in sources for length in function_lengths(path)]
        faults += report_lengths("function", functions, FUNCTIONS)
    faults += report_cycle()
    faults += report_late_imports(python_files(PARTS["Pairloom"]))
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


def python_files(places: Iterable[str]) -> Iterator[Path]:
    """Every file that a person wrote; Django writes migrations."""
    for place in places:
        found = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
        yield from (path for path in found if "migrations" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def function_lengths(path: Path) -> Iterator[Length]:
    """Each function from its `def` to its last line, docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield Length(f"{name(path)}:{node.lineno} {node.name}", last - node.lineno + 1)


def report_lengths(what: str, lengths: list[Length], limit: Limit) -> list[str]:
    if not lengths:
        return []
    ranked = sorted(lengths, key=lambda length: length.lines)
    percentile_95 = ranked[math.ceil(0.95 * len(ranked)) - 1].lines
    longest = ranked[-1]
    print(
        f"  {what} length: median {ranked[len(ranked) // 2].lines}, 95th percentile {percentile_95}"
        f" (below {limit.percentile_95}), longest {longest.lines} (at most {limit.longest}): {longest.where}"
    )
    faults = [
        f"{length.where} has {length.lines} lines, at most {limit.longest} are allowed"
        for length in ranked
        if length.lines > limit.longest
    ]
    if percentile_95 >= limit.percentile_95:
        faults.append(
            f"{what}s: the 95th percentile is {percentile_95}, it must be below {limit.percentile_95}"
        )
    return faults


def report_cycle() -> list[str]:
    """One cycle of modules importing each other; late imports count, those for types alone do not."""
    graph = grimp.build_graph("pairloom", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in sorted(graph.modules)}
    try:
        graphlib.TopologicalSorter(imports).prepare()
    except graphlib.CycleError as error:
        return [f"import cycle: {' -> '.join(reversed(error.args[1]))}"]
    print(f"Imports: {sum(map(len, imports.values()))} among {len(imports)} modules, no cycle")
    return []


def report_late_imports(sources: Iterable[Path]) -> list[str]:
    found = [late for path in sources for late in late_imports(path)]
    print(f"Late imports: {len(found)}")
    for late in found:
        print(f"  {late.where} {late.statement}  # {late.reason}")
    return [
        f"{late.where}: a late import says why, in a comment on its line" for late in found if not late.reason
    ]


def late_imports(path: Path) -> Iterator[LateImport]:
    """Imports inside functions, with the comment on their line; one right below another shares its reason."""
    source = path.read_text(encoding="utf-8")
    reasons = comments(source)
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    late = {
        node.lineno: node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    for line, node in sorted(late.items()):
        reason = reasons.get(line, "")
        if reason:  # it holds for the imports right below, too
            reasons.setdefault((node.end_lineno or line) + 1, reason)
        yield LateImport(f"{name(path)}:{line}", ast.unparse(node), reason)


def comments(source: str) -> dict[int, str]:
    """The comment of each line that has one; a mark for a tool alone is no reason."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        text = token.string.lstrip("# ")
        if token.type == tokenize.COMMENT and not text.startswith(("noqa", "type:", "pragma")):
            found[token.start[0]] = text
    return found


if __name__ == "__main__":
    sys.exit(main())

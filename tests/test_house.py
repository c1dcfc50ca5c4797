"""The floors hold: imports point down, heavy things stay out of the pages, files stay small, SQL stays in .sql."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WINGS = ("app", "pages", "ingest", "models", "digest", "db")
FLOORS = {
    "app": set(),
    "pages": {"pages", "digest", "models", "db"},
    "ingest": {"ingest", "models", "db"},
    "digest": {"digest", "models", "db"},
    "models": {"models", "db"},
    "db": {"db"},
}
HEAVY = {"torch", "sentence_transformers", "transformers"}
SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|create\s+(or\s+replace\s+)?(table|view)|delete\s+from|update\s+\w+\s+set)\b",
    re.I | re.S,
)
FILES = sorted(
    path for wing in WINGS for path in [*(ROOT / wing).rglob("*.py"), ROOT / f"{wing}.py"] if path.exists()
)


def wing_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            whole = node.module in FLOORS  # `from db import desk` names the file behind it
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if whole else (node.module,)


@pytest.fixture(scope="module")
def trees():
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_imports_point_down(trees):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in trees.items()
        for name in imports(tree)
        if name.split(".")[0] in FLOORS and name.split(".")[0] not in FLOORS[wing_of(path)]
    ]
    assert wrong == []


def test_models_stand_on_records_alone_and_pages_on_reader_desk_and_status(trees):
    allowed = {
        "models": {"db.records"},
        "digest": {"db.records", "db.files", "db.reader"},
        "pages": {"db.reader", "db.search", "db.desk_workloads", "db.desk", "db.desk_corrections", "db.desk_reviews", "db.status", "db.files", "db.records"},
    }
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in trees.items()
        for name in imports(tree)
        if name.startswith("db") and wing_of(path) in allowed and name not in allowed[wing_of(path)]
    ]
    assert wrong == []


def test_only_the_export_and_the_training_name_the_heavy_ones(trees):
    users = {
        path.relative_to(ROOT).as_posix()
        for path, tree in trees.items()
        for name in imports(tree)
        if name.split(".")[0] in HEAVY
    }
    assert users == {
        f"models/{name}.py" for name in ("embedder", "encoder_fit", "network_fit", "teacher_fit", "tuned_fit")
    }


def test_tagging_and_learning_from_readers_load_no_torch():
    wanted = ["ingest.understand", "models.themes", "models.refit"]
    code = f"import sys\nfor name in {wanted!r}:\n    __import__(name)\nprint(sorted(set(sys.modules) & {HEAVY!r}))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("folder", ["pages", "pages/parts", "digest"])
def test_nothing_that_a_page_imports_loads_torch(folder):
    modules = [
        f"{folder.replace('/', '.')}.{path.stem}"
        for path in (ROOT / folder).glob("*.py")
        if path.stem not in ("__init__", "__main__")
    ]
    seen = set()
    for path in (ROOT / folder).glob("*.py"):
        seen |= {
            name
            for name in imports(ast.parse(path.read_text(encoding="utf-8")))
            if name.split(".")[0] in ("models", "db", "digest")
        }
    wanted = sorted(seen | ({module for module in modules if folder != "pages"}))
    code = f"import sys\nfor name in {wanted!r}:\n    __import__(name)\nprint(sorted(set(sys.modules) & {HEAVY!r}))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_files_are_small_and_functions_fit_a_screen(trees):
    long = [
        f"{path.relative_to(ROOT)}" for path in FILES if path.read_text(encoding="utf-8").count("\n") >= 300
    ]
    long += [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


def test_every_file_says_what_lives_there_and_every_function_what_it_returns(trees):
    silent = [str(path.relative_to(ROOT)) for path, tree in trees.items() if not ast.get_docstring(tree)]
    silent += [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None
    ]
    assert silent == []


def test_sql_lives_in_sql_files(trees):
    inside = []
    for path, tree in trees.items():
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        inside += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and SQL.search(node.value)
        ]
    assert inside == []


def test_one_place_alone_catches_everything(trees):
    wide = [
        path.relative_to(ROOT).as_posix()
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert wide == ["ingest/children.py"]


def test_no_page_draws_raw_html_or_foreign_hosts(trees):
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES if wing_of(path) in ("pages", "app"))
    assert "unsafe_allow_html" not in text
    assert "st.html" not in text
    assert "components.v1" not in text


def test_every_page_is_in_the_menu_and_back():
    menu = (ROOT / "pages" / "main.py").read_text(encoding="utf-8")
    named = set(re.findall(r"([a-z_]+)\.py", menu)) - {"main"}
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "main"}
    assert pages <= named | {"shared"}


def test_requirements_name_packages_alone():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"(-r [\w.-]+|[A-Za-z0-9._-]+(\[[a-z,]+\])?==[\w.]+)", line), (
                f"{name}: {line}"
            )
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "torch==2.13.0" in text
    assert "duckdb==1.5.5" in text


def test_torch_is_the_cpu_build():
    from importlib.metadata import requires, version

    assert version("torch").startswith("2.13.0")
    assert (
        not [name for name in requires("torch") or [] if name.startswith("nvidia") and "extra" not in name]
        or _cuda() is None
    )


def _cuda():
    code = "import torch; print(torch.version.cuda)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return None if told.stdout.strip() == "None" else told.stdout.strip()

"""Model folders: a manifest that names the files with their hashes, and ONNX graphs to run."""

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

MODELS = Path(__file__).parent.parent / "models"

#: Environment variable that caps the threads of one session, for those who run many readers.
THREADS = "ONRECORD_THREADS"


class ModelError(RuntimeError):
    """A model folder is missing, incomplete or not what its manifest says."""


@dataclass(frozen=True, slots=True)
class Model:
    """A checked model folder. ``settings`` is the manifest's table of that name."""

    folder: Path
    name: str
    version: str
    settings: Mapping[str, Any]

    @property
    def label(self) -> str:
        """Name and version, as readings record it."""
        return f"{self.name}-{self.version}"


def load_model(label: str, models: Path = MODELS) -> Model:
    """The model ``<name>-<version>``, its files compared with the manifest's SHA-256 hashes.

    Raises ``ModelError`` when a file is absent or differs.
    """
    folder = models / label
    try:
        manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        for name, wanted in manifest["files"].items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != wanted:
                raise ModelError(f"{folder / name} is damaged: install onrecord again")
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"no usable model in {folder}: {error}") from error
    return Model(folder, manifest["name"], manifest["version"], manifest.get("settings", {}))


class Graph:
    """One ONNX graph on the CPU, or on the GPU where onnxruntime was built for one."""

    def __init__(self, path: Path):
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = int(os.environ.get(THREADS, "0"))
        available = ort.get_available_providers()
        wanted = [p for p in ("CUDAExecutionProvider", "CPUExecutionProvider") if p in available]
        self._session = ort.InferenceSession(path, options, providers=wanted)
        self._outputs = [o.name for o in self._session.get_outputs()]

    def __call__(self, **inputs: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """Outputs by name for inputs by name."""
        values: Sequence[Any] = self._session.run(self._outputs, inputs)
        return dict(zip(self._outputs, values, strict=True))

"""The part of blocks that writes and reads parameters, by the attributes that lead to them.

What does not live here: the format of files (`mx.nd.save`), exported graphs (`_hybrid.py`).
"""

import warnings

from ..ndarray import load, save
from ._structure import load_structure, save_structure
from ._text import brief

__all__ = ["Saving"]


class Saving:
    """Parameters of a block in files."""

    def save_parameters(self, filename, deduplicate=False):
        """Write the parameters to a file, named by the attributes that lead to them.

        Parameters
        ----------
        filename : str
        deduplicate : bool
            Write what several blocks share only once.
        """
        params = self._collect_params_with_prefix()
        if deduplicate:
            last = {param: name for name, param in params.items()}
            params = {name: param for param, name in last.items()}
        save(filename, {name: param._reduce() for name, param in params.items()})

    def load_parameters(
        self,
        filename,
        ctx=None,
        allow_missing=False,
        ignore_extra=False,
        cast_dtype=False,
        dtype_source="current",
    ):
        """Read parameters from a file of `save_parameters`, `save_params` or `export`.

        Parameters
        ----------
        filename : str
        ctx : Context or list of Context, optional
            Where parameters go that are not initialized; the CPU if left out.
        allow_missing : bool
            Whether parameters may stay as they are.
        ignore_extra : bool
            Whether arrays in the file may belong to no parameter.
        cast_dtype : bool
            Whether dtypes may differ.
        dtype_source : str
            Which one then holds: `"current"`, the parameter's, or `"saved"`.

        Raises
        ------
        AssertionError
            A parameter is missing, or shape or dtype do not agree.
        ValueError
            An array belongs to no parameter.
        """
        options = ctx, allow_missing, ignore_extra, cast_dtype, dtype_source
        self._take(load(filename), filename, *options)

    def _take(self, loaded, filename, ctx, allow_missing, ignore_extra, cast_dtype, dtype_source):
        """Put what a file held into the parameters; see `load_parameters`."""
        params = self._collect_params_with_prefix()
        if not loaded and not params:
            return
        prefix = self._prefix_of(loaded, params)
        if prefix is not None:
            self.collect_params().load_dict(
                loaded, ctx, allow_missing, ignore_extra, prefix, filename, cast_dtype, dtype_source
            )
            return
        if not allow_missing:
            _refuse_missing(params, loaded, filename)
        for name, data in loaded.items():
            if name in params:
                params[name]._load_init(data, ctx, cast_dtype, dtype_source)
            elif not ignore_extra:
                raise ValueError(
                    f"Parameter '{name}' loaded from file '{filename}' is not present in "
                    f"ParameterDict, which contains parameters {brief(params)}. Set "
                    "ignore_extra=True to ignore. "
                )

    def _prefix_of(self, loaded, params):
        """What the names in a file lack before they are whole names; None where they are paths.

        A file of `export` has whole names, one of `save_params` those without this block's prefix,
        and so has, by chance, one of `save_parameters` of a single layer.
        """
        if not isinstance(loaded, dict):
            return self.prefix
        if any(name.startswith(("arg:", "aux:")) for name in loaded):
            return ""
        if any("." in name for name in loaded):
            return None
        whole = self.collect_params().keys()
        fits = any(self.prefix + name in whole for name in loaded)
        return self.prefix if fits or not set(loaded) & set(params) else None

    def save(self, prefix):
        """Write parameters and graphs to `prefix-model.params` and `prefix-model.json`.

        Parameters
        ----------
        prefix : str
        """
        save_structure(self, prefix)
        self.save_parameters(f"{prefix}-model.params")

    def load(self, prefix):
        """Read what `save` wrote into a block of the same structure.

        Parameters
        ----------
        prefix : str

        Raises
        ------
        MXNetError
            The files are not there or damaged, or the structure is another.
        """
        saved_name = load_structure(self, prefix)
        filename = f"{prefix}-model.params"
        own = {saved_name(name): name for name in self._collect_params_with_prefix()}
        loaded = {own.get(name, name): data for name, data in load(filename).items()}
        self._take(loaded, filename, None, False, False, False, "current")

    def save_params(self, filename):
        """Write the parameters by their whole names without this block's prefix; deprecated.

        Raises
        ------
        ValueError
            A parameter's name does not begin with the prefix.
        """
        warnings.warn(
            "save_params is deprecated. Please use save_parameters. Note that if you want load "
            "from SymbolBlock later, please use export instead.",
            stacklevel=2,
        )
        try:
            self.collect_params().save(filename, strip_prefix=self.prefix)
        except ValueError as error:
            raise ValueError(
                f"{error}\nsave_params is deprecated. Using save_parameters may resolve this error."
            ) from error

    def load_params(self, filename, ctx=None, allow_missing=False, ignore_extra=False):
        """`load_parameters`; deprecated."""
        warnings.warn("load_params is deprecated. Please use load_parameters.", stacklevel=2)
        self.load_parameters(filename, ctx, allow_missing, ignore_extra)


def _refuse_missing(params, loaded, filename):
    """Refuse a file without some parameter, under any of the names it has."""
    names = {}
    for name, param in params.items():
        names.setdefault(param, []).append(name)
    for name, param in params.items():
        if not any(each in loaded for each in names[param]):
            raise AssertionError(
                f"Parameter '{name}' is missing in file '{filename}', which contains parameters: "
                f"{brief(loaded)}. Set allow_missing=True to ignore missing parameters."
            )

#!/bin/sh
# Prints the path of a Python that can make our virtual environment: 3.13 if there is one, else
# 3.12, else a newer one; from the PATH or from pyenv. PYTHON=/path/to/python overrules the search.
set -u

use() { # use NAME: if it runs, is new enough and can make environments, print it and end
  found=$("$1" -c 'if True:
    import ensurepip, sys, venv
    sys.version_info >= (3, 12) or sys.exit(1)
    print(sys.executable)' 2>/dev/null) && [ -n "$found" ] && echo "$found" && exit 0
}

if [ -n "${PYTHON:-}" ]; then
  use "$PYTHON"
  echo "PYTHON is $PYTHON, which is not a Python 3.12 or newer with venv." >&2
  exit 1
fi
pyenv=${PYENV_ROOT:-$HOME/.pyenv}/versions
for version in 3.13 3.12 3.14 3.15; do
  use "python$version"
  for path in "$pyenv/$version"*/bin/python; do use "$path"; done
done
use python3
use python

echo "Python 3.12 or newer is needed, with venv. Get one with your system's packages" \
  "(apt-get install python3 python3-venv) or with: pyenv install 3.13" >&2
exit 1

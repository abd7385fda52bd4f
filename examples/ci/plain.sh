#!/bin/sh
# Any other system: say which branch the work is to enter, and what the work is. `--fetch` lets git fetch what a shallow clone lacks.
set -eu
git fetch --quiet origin "+refs/heads/${TARGET_BRANCH:-main}:refs/remotes/origin/${TARGET_BRANCH:-main}"
exec proviso ci --fetch --base "refs/remotes/origin/${TARGET_BRANCH:-main}" --head HEAD --report junit=proviso-junit.xml

/** What git writes behind a comment's beginning where a message ends and a diff may follow (git-commit(1), `--cleanup=scissors`). */
export const scissors = "------------------------ >8 ------------------------";

/** What a note of the service begins with: a comment of Markdown, which nobody sees, by which it finds its own. */
export const noteMarker = "<!-- proviso: one note, changed in place -->";

/** Is the text of a note one that the service wrote? Only a note that begins so: whoever quotes one writes something of his own. */
export const isOwnNote = (text: string): boolean => text.startsWith(noteMarker);

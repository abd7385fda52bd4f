import type { NotRead, SeenTexts } from "../core/adoption/seen.ts";
import { documentsMax, wantedFiles } from "../core/adoption/wanted-files.ts";
import { grouped } from "../core/report/layout.ts";
import { append } from "../core/text/long-lists.ts";
import type { Source } from "../core/text/source.ts";
import type { Repository } from "../ports/repository.ts";
import { asSource } from "./policy-reader.ts";

/** Paths of one revision that are looked through; Linux has about 90,000. */
const pathsMax = 500_000;

/** Bytes of all files together. Linux's MAINTAINERS has about 900,000. */
const bytesMax = 16 << 20;

/** Reads the files of a revision that a proposal is made from. What cannot be read is named with the reason. */
export async function readAdoptionTexts(revision: string, repository: Repository): Promise<SeenTexts> {
  const notRead: NotRead[] = [];
  const listed = await repository.listFiles(revision, pathsMax);
  if (!listed.ok) return { ...noTexts, notRead: [{ what: "all files", why: listed.error.text }] };
  if (!listed.value.complete) {
    notRead.push({
      what: "files beyond the limit",
      why: `only the first ${grouped(pathsMax)} paths were looked through`,
    });
  }
  const wanted = wantedFiles(listed.value.paths);
  let bytes = 0;
  const read = async (path: string): Promise<readonly Source[]> => {
    const file = await repository.readFile(revision, path);
    const refuse = (why: string): readonly Source[] => {
      notRead.push({ what: path, why });
      return [];
    };
    if (!file.ok) return refuse(file.error.text);
    if (file.value === null) return [];
    if (file.value.isLink) return refuse("it is a symbolic link, which is not followed");
    bytes += file.value.bytes.length;
    if (bytes > bytesMax) return refuse(`the files before it are near ${grouped(bytesMax)} bytes, which is the limit`);
    const source = asSource(path, file.value.bytes);
    return source.ok ? [source.value.source] : refuse(source.text);
  };
  const readAll = async (paths: readonly string[]): Promise<readonly Source[]> => {
    const sources: Source[] = [];
    for (const path of paths) append(sources, await read(path));
    return sources;
  };
  const [mailmap = null] = wanted.mailmap === null ? [] : await read(wanted.mailmap);
  const [dcoYml = null] = wanted.dcoYml === null ? [] : await read(wanted.dcoYml);
  const maintainers = await readAll(wanted.maintainers);
  const linters = await readAll(wanted.linters);
  const documents = await readAll(wanted.documents);
  for (const path of wanted.programs) notRead.push({ what: path, why: "it is a program, and none is run" });
  if (wanted.documentsLeftOut > 0) {
    const what = `${grouped(wanted.documentsLeftOut)} more documents for contributors`;
    notRead.push({ what, why: `only ${documentsMax} are read` });
  }
  return { mailmap, dcoYml, maintainers, linters, documents, notRead };
}

/** Where nothing is committed there is nothing to read. */
export const noTexts: SeenTexts = {
  mailmap: null,
  dcoYml: null,
  maintainers: [],
  linters: [],
  documents: [],
  notRead: [],
};

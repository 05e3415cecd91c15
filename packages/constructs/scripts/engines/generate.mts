// Writes the version classes (src/engines/versions) from the engine catalogue (src/engines/catalogue).
import { classFile, readCatalogue, writeIfChanged } from "./catalogue.mts";
import { renderClass } from "./classes.mts";
import { TABLES } from "./tables.mts";

const catalogue = readCatalogue();
for (const table of TABLES) writeIfChanged(classFile(table), renderClass(table, catalogue[table.file]));

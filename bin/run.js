#!/usr/bin/env node
import { createRequire } from 'node:module';

const { program } = createRequire(import.meta.url)('./load.cjs').loadProgram();
await program.main(process.argv.slice(2), import.meta.url);

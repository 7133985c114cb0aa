#!/usr/bin/env node
// Builds, then runs: for working on the program itself.
import { build } from './build.js';

await build();
await import('./run.js');

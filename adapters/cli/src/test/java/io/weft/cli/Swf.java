/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small traces. */
final class Swf {
    private final StringBuilder text = new StringBuilder();

    Swf header(int nodes, int procs) {
        text.append("; MaxNodes: ").append(nodes).append("\n; MaxProcs: ").append(procs);
        return line("");
    }

    /** A job of queue 1 whose estimate is its run time, in s. */
    Swf job(long id, long submit, long runtime, int procs) {
        return line(
                id
                        + " "
                        + submit
                        + " -1 "
                        + runtime
                        + " "
                        + procs
                        + " -1 -1 "
                        + procs
                        + " "
                        + runtime
                        + " -1 1 1 1 -1 1 -1 -1 -1");
    }

    Swf line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, text);
    }
}

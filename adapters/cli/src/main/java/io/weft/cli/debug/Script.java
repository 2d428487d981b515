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
package io.weft.cli.debug;

import io.weft.core.debug.DebugException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Commands from a pipe or from the command line; the first that cannot be done ends it. */
public final class Script {
    private final Commands commands;
    private final PrintWriter out;
    private final boolean isJson;

    /**
     * A script.
     *
     * @param commands that it uses
     * @param out that takes the answers
     * @param isJson whether an answer is a line of JSON, rather than lines for people
     */
    public Script(Commands commands, PrintWriter out, boolean isJson) {
        this.commands = commands;
        this.out = out;
        this.isJson = isJson;
    }

    /**
     * Runs lines until they end or one says {@code quit}.
     *
     * @param lines to read
     * @throws IOException when they cannot be read
     * @throws DebugException when one of them cannot be done
     */
    public void run(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && run(line)) {
            line = lines.readLine();
        }
    }

    /**
     * Runs one line, in which commands are separated by semicolons.
     *
     * @param line to run
     * @return false when it says {@code quit}
     */
    public boolean run(String line) {
        for (String command : List.of(line.split(";"))) {
            if (Commands.isQuit(command)) {
                return false;
            }
            print(commands.run(command));
        }
        return true;
    }

    private void print(Answer answer) {
        if (answer == null) {
            return;
        }
        if (isJson) {
            out.println(answer.json());
        } else {
            answer.lines().forEach(out::println);
        }
        out.flush();
    }
}

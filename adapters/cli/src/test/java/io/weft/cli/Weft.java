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

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * A command line that ran in this process.
 *
 * @param exitCode of it
 * @param out what it printed
 * @param err what it said
 */
record Weft(int exitCode, String out, String err) {

    /** Runs a command line; each argument may be any object. */
    static Weft run(Object... arguments) {
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Weft(exitCode, out.toString(), err.toString());
    }

    /** The same, and it must go well. */
    static Weft runWell(Object... arguments) {
        Weft result = run(arguments);
        assertEquals(ExitCode.OK, result.exitCode, result::toString);
        return result;
    }

    /** What it printed, which is JSON and nothing else. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}

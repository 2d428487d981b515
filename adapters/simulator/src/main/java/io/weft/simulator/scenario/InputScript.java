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
package io.weft.simulator.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs with their times, from a file of lines as scenarios have them:
 *
 * <pre>
 * # Node 3 is taken out for an hour.
 * at 2h   drain 3
 * at 3h   up 3
 *    and  cancel 17
 * </pre>
 *
 * Immutable.
 */
public final class InputScript {
    private final String file;
    private final List<Entry> entries;

    /**
     * An input of a script.
     *
     * @param line it stands on.
     * @param timeNs when it enters, from the epoch of the simulation.
     * @param templateId what it is.
     * @param bytes of the message, with its header.
     * @param text as it stands in the file.
     */
    public record Entry(int line, long timeNs, int templateId, byte[] bytes, String text) {}

    private InputScript(final String file, final List<Entry> entries) {
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8.
     * @return what it says.
     * @throws IOException when it cannot be read.
     * @throws ScenarioException when it is not understood.
     */
    public static InputScript read(final Path file) throws IOException {
        return read(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads lines.
     *
     * @param file what to call them.
     * @param lines of a script.
     * @return what they say.
     * @throws ScenarioException when they are not understood.
     */
    public static InputScript read(final String file, final List<String> lines) {
        final ScenarioReader reader = new ScenarioReader();
        final MessageBytes bytes = new MessageBytes(reader.text().schema());
        final List<Entry> entries = new ArrayList<>();
        for (final Step step : reader.readInputs(file, lines)) {
            if (step.inputs().isEmpty()) {
                throw new ScenarioException(file, step.line(), "expected an input behind the time");
            }
            for (final Step.Input input : step.inputs()) {
                entries.add(
                        new Entry(
                                input.line(),
                                step.timeNs(),
                                input.message().block().id(),
                                bytes.encode(input.message()),
                                input.text()));
            }
        }
        return new InputScript(file, entries);
    }

    /**
     * Where it was read.
     *
     * @return the name that was given.
     */
    public String file() {
        return file;
    }

    /**
     * What it says.
     *
     * @return inputs in the order of their times.
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * What to throw when one of them cannot be.
     *
     * @param entry of this script.
     * @param reason why not.
     * @return an exception that names file and line.
     */
    public ScenarioException refused(final Entry entry, final String reason) {
        return new ScenarioException(file, entry.line(), entry.text() + ": " + reason);
    }
}

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
package io.weft.slurm;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.command.CommandSession;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One scontrol that reads commands from its standard input. It says nothing when a command was
 * carried out, so each is followed by a question whose answer is known and cannot be guessed by
 * somebody who chooses what a job is called.
 */
final class SessionControl implements Control {
    private static final String PROMPT = "scontrol: ";
    private static final int OUTPUT_BYTES_MAX = 1 << 20;
    private static final int NONCE_BYTES = 8;

    /** As scontrol words a failure; any other text is not understood. */
    private static final Pattern FAILURE =
            Pattern.compile(
                    "(?m) for job \\S+$|^\\d+_[\\d\\[\\],%-]+: |^Job \\S+ not found"
                            + "|^slurm_\\w+ error: |^Request aborted|error: ");

    private final CommandSession session;
    private final long timeoutNs;
    private final String nonce;
    private long number;

    SessionControl(
            final String program, final Map<String, String> environment, final long timeoutNs) {
        this.timeoutNs = timeoutNs;
        // Its line editor echoes what it reads, and whole only on such a terminal.
        final Map<String, String> variables = new TreeMap<>(environment);
        variables.put("TERM", "dumb");
        variables.put("COLUMNS", "30000");
        session = new CommandSession(List.of(program, "-o"), variables, OUTPUT_BYTES_MAX);
        final byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        nonce = "w" + HexFormat.of().formatHex(bytes) + "x";
    }

    @Override
    public String run(final List<String> words) throws ManagerException {
        final String command = line(Words.require(words));
        final String mark = nonce + number++;
        final String question = "show hostnames " + mark;
        final String output =
                session.ask(command + "\n" + question + "\n", mark, timeoutNs)
                        .replaceFirst("^(" + PROMPT + ")?" + Pattern.quote(command) + "\n", "")
                        .replaceFirst("(" + PROMPT + ")?" + Pattern.quote(question) + "\n$", "");
        final boolean isAnswer = words.get(0).equals("show") && output.startsWith("JobId=");
        if (output.isBlank() || isAnswer) {
            return output;
        }
        if (!FAILURE.matcher(output).find()) {
            session.close();
            throw new ManagerException(Kind.GARBLED, true, command + ": " + output.strip());
        }
        final ManagerException failure = Answers.failure(command, output);
        if (failure.kind() != Kind.REFUSED) {
            // The next one reads slurm.conf anew: the controller may have moved.
            session.close();
        }
        throw failure;
    }

    /** Quotes keep a word with spaces together; Slurm takes them for a part of its value. */
    private static String line(final List<String> words) {
        final StringBuilder line = new StringBuilder();
        for (final String word : words) {
            final int space = word.indexOf(' ');
            final int equals = word.indexOf('=');
            line.append(line.length() == 0 ? "" : " ");
            if (space < 0) {
                line.append(word);
            } else if (equals > 0 && equals < space) {
                line.append(word, 0, equals + 1)
                        .append('"')
                        .append(word, equals + 1, word.length())
                        .append('"');
            } else {
                throw new IllegalArgumentException("word=" + word + ", expected name=value");
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        session.close();
    }
}

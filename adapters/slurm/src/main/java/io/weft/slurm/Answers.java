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
import java.util.Locale;
import java.util.regex.Pattern;

/** What the error messages of Slurm's programs mean. */
final class Answers {
    private static final int SHOWN_MAX = 300;

    /** Of a task, while others of its array are known. */
    private static final Pattern NO_TASK = Pattern.compile("\\bJob \\d+_\\d+ not found");

    private Answers() {}

    /**
     * The failure that a message tells of.
     *
     * @param command that was given, for the operator.
     * @param message what the program wrote.
     */
    static ManagerException failure(final String command, final String message) {
        final String text = message.toLowerCase(Locale.ROOT);
        final String shown = command + ": " + shown(message);
        if (text.contains("unable to contact slurm controller")
                || text.contains("connection refused")
                || text.contains("munge encode failed")
                || text.contains("failed to access \"")) {
            // Not a word of the command has left this machine.
            return new ManagerException(Kind.UNREACHABLE, false, shown);
        }
        if (text.contains("timed out") || text.contains("zero bytes")) {
            return new ManagerException(Kind.TIMEOUT, true, shown);
        }
        if (text.contains("protocol authentication error")
                || text.contains("communication")
                || text.contains("connection")
                || text.contains("standby mode")
                || text.contains("unexpected message received")) {
            // The last is what scontrol makes of a refused connection, but not of that alone.
            return new ManagerException(Kind.UNREACHABLE, true, shown);
        }
        return ManagerException.refused(shown);
    }

    /** Whether a message says that there is no such job. */
    static boolean isUnknownJob(final String message) {
        return message.contains("Invalid job id specified") || NO_TASK.matcher(message).find();
    }

    private static String shown(final String message) {
        final String line = message.strip().replaceAll("[\\p{Cntrl}]+", " | ");
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "...";
    }
}

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
package io.weft.pbs;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.command.CommandResult;
import java.util.List;
import java.util.Locale;

/**
 * What the answer of a command means. The exit code is the number of the error modulo 256, but that
 * of qrun is always 2, so the texts are looked at: they are those of the server's message table and
 * have not changed for decades.
 */
final class PbsAnswer {
    private static final List<String> UNREACHABLE =
            List.of("cannot connect to server", "could not connect to server");

    /** The connection broke when the request was on its way. */
    private static final List<String> BROKEN =
            List.of("end of file", "protocol error", "system error", "no server to connect");

    private static final List<String> REFUSED =
            List.of(
                    "unknown job id",
                    "request invalid for state of job",
                    "unauthorized request",
                    "unknown node",
                    "illegal attribute or resource value",
                    "invalid request",
                    "job has finished",
                    "undefined attribute",
                    "cannot modify attribute",
                    "not rerunnable",
                    "unknown resource",
                    "job can not be resumed",
                    "rejected by",
                    "no permission");

    private PbsAnswer() {}

    static boolean says(final String text, final CommandResult result) {
        return result.error().toLowerCase(Locale.ROOT).contains(text);
    }

    /** Whether there is no such job any more. */
    static boolean isGone(final CommandResult result) {
        return says("unknown job id", result) || says("job has finished", result);
    }

    /**
     * What went wrong with a command that has failed.
     *
     * @return UNREACHABLE when nobody was asked; REFUSED with what PBS said otherwise, ambiguous if
     *     that is not known to be a plain no.
     */
    static ManagerException failure(final List<String> command, final CommandResult result) {
        final String text =
                command.get(0).substring(command.get(0).lastIndexOf('/') + 1)
                        + " said "
                        + result.exitCode()
                        + ": "
                        + result.error().strip().replace('\n', ';');
        if (UNREACHABLE.stream().anyMatch(sign -> says(sign, result))) {
            return new ManagerException(Kind.UNREACHABLE, false, text);
        }
        if (REFUSED.stream().anyMatch(sign -> says(sign, result))) {
            return ManagerException.refused(text);
        }
        if (BROKEN.stream().anyMatch(sign -> says(sign, result))) {
            return new ManagerException(Kind.UNREACHABLE, true, text);
        }
        return new ManagerException(Kind.REFUSED, true, text);
    }
}

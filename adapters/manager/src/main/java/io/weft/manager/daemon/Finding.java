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
package io.weft.manager.daemon;

/**
 * One thing that an exam of a site found.
 *
 * @param severity how bad it is.
 * @param subject what was looked at, as the site names it.
 * @param value what was found there; empty when nothing was.
 * @param change what to do; empty when nothing is to be done.
 * @param why the reason, in terms of what goes wrong otherwise.
 */
public record Finding(Severity severity, String subject, String value, String change, String why) {
    /** How bad a finding is; the worst last. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Worth knowing; works as it is. */
        NOTE,
        /** Works, but worse, or not in every case. */
        WARNING,
        /** Jobs will be lost, wait for ever or run where they should not. */
        ERROR
    }

    /**
     * Something is as it should be.
     *
     * @param subject what was looked at.
     * @param value what was found there.
     * @return the finding.
     */
    public static Finding ok(final String subject, final String value) {
        return new Finding(Severity.OK, subject, value, "", "");
    }
}

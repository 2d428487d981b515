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
package io.weft.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Faults that are planted in a simulated cluster, to see that the audits find them. */
enum ClusterFault {
    /** Nothing is wrong. */
    NONE,

    /** A start is told to nobody. */
    START_UNTOLD,

    /** The end of a job is told twice. */
    CLOSED_TWICE,

    /** A job's cores are told without one of them. */
    CORE_UNTOLD,

    /** What a restart sends again is not known to be old. */
    RESENT_AS_NEW,

    /** Time passes at a restart that nobody counts. */
    TIME_LOST;

    /** Name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that are faults. */
    static List<ClusterFault> planted() {
        return Arrays.stream(values()).filter(fault -> fault != NONE).toList();
    }
}

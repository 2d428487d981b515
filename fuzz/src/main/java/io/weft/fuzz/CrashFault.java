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

/** Faults that are planted in what a killed kernel writes and reads, to see that they are found. */
enum CrashFault {
    /** Nothing is wrong. */
    NONE,

    /** A record is acknowledged before it is in the journal. */
    APPEND_LATE,

    /** Some decisions never reach the journal. */
    DECISIONS_LEFT_OUT,

    /** The first decisions that are due are not sent again. */
    RESEND_ONE_LESS,

    /** They are sent again twice. */
    RESEND_ONE_TWICE,

    /** They are sent again with another job. */
    RESEND_CHANGED,

    /** All decisions are sent again, the acknowledged ones too. */
    ACKNOWLEDGE_FORGOTTEN,

    /** An entry is replayed with a later time. */
    RECOVERY_LATER,

    /** Some inputs are taken twice. */
    INPUT_TWICE,

    /** Some inputs are taken and forgotten. */
    INPUT_LOST,

    /** Files go that nothing makes up for. */
    RELEASED_TOO_MUCH;

    /** Name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that are faults. */
    static List<CrashFault> planted() {
        return Arrays.stream(values()).filter(fault -> fault != NONE).toList();
    }
}

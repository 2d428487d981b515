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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from {@code scontrol show config} when the controller was started. */
final class BootTime {
    /** As SLURM_TIME_FORMAT=%s has it. */
    private static final Pattern LINE = Pattern.compile("(?m)^BOOT_TIME *= *([0-9]{1,10}) *$");

    private static final long SECOND = 1_000_000_000L;

    private BootTime() {}

    /**
     * The end of the second in which it was started.
     *
     * @param configuration what scontrol printed.
     * @return ns since 1970, or {@link Long#MAX_VALUE} when it does not say.
     */
    static long upSinceNs(final String configuration) {
        final Matcher line = LINE.matcher(configuration);
        return line.find() ? (Long.parseLong(line.group(1)) + 1) * SECOND : Long.MAX_VALUE;
    }
}

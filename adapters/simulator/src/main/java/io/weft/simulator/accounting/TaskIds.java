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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.collections.IntArrayList;

/** The tasks of a job array as Slurm lists them: {@code 1-3}, {@code 9-11,20}, {@code 0-9:3%2}. */
final class TaskIds {
    /** Slurm's own bound: MaxArraySize is at most this. */
    private static final int TASK_COUNT_MAX = 4_000_001;

    private static final Pattern LIST = Pattern.compile("([^%]*)(?:%\\d+)?");
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,9})(?:-(\\d{1,9})(?::(\\d{1,9}))?)?");

    private TaskIds() {}

    /**
     * The numbers of the tasks, as they are listed.
     *
     * @param list what stands between the brackets
     * @param field that holds it, for the message
     * @throws RejectedValueException if it is no such list, or longer than any array
     */
    static int[] of(String list, String field) throws RejectedValueException {
        Matcher limited = LIST.matcher(list);
        if (!limited.matches()) {
            throw new RejectedValueException(RejectionReason.NOT_AN_ID, field, list);
        }
        var ids = new IntArrayList();
        for (String range : limited.group(1).split(",", -1)) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw new RejectedValueException(RejectionReason.NOT_AN_ID, field, list);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            if (last < first || step == 0) {
                throw new RejectedValueException(RejectionReason.NOT_AN_ID, field, list);
            }
            int length = (last - first) / step + 1;
            if (length > TASK_COUNT_MAX - ids.size()) {
                throw new RejectedValueException(RejectionReason.TOO_LARGE, field, list);
            }
            for (int i = 0; i < length; i++) {
                ids.addInt(first + i * step);
            }
        }
        return ids.toIntArray();
    }
}

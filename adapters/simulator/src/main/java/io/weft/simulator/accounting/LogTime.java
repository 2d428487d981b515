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
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and lengths of time as logs write them, in seconds. */
final class LogTime {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Slurm: {@code 3-00:00:00}, {@code 00:00:24}, {@code 00:01.697}; PBS: {@code 144:00:00}. */
    private static final Pattern LENGTH =
            Pattern.compile("(?:(\\d{1,9})-)?(?:(\\d{1,9}):)?(\\d{1,9}):(\\d{1,9})(?:\\.\\d*)?");

    private static final long S_PER_MINUTE = 60;
    private static final long S_PER_HOUR = 3_600;
    private static final long S_PER_DAY = 86_400;

    private LogTime() {}

    /**
     * A length of time; {@link LoggedJob#NOT_KNOWN} if there is none.
     *
     * @throws RejectedValueException if it is neither h:m:s with days before it, nor a number
     */
    static long lengthS(String field, String text) throws RejectedValueException {
        if (text.isEmpty()) {
            return LoggedJob.NOT_KNOWN;
        }
        if (NUMBER.matcher(text).matches()) {
            return checked(Long.parseLong(text), field, text);
        }
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new RejectedValueException(RejectionReason.NOT_A_TIME, field, text);
        }
        long lengthS =
                number(matcher.group(1)) * S_PER_DAY
                        + number(matcher.group(2)) * S_PER_HOUR
                        + number(matcher.group(3)) * S_PER_MINUTE
                        + number(matcher.group(4));
        return checked(lengthS, field, text);
    }

    /**
     * A time limit of Slurm; {@link LoggedJob#NOT_KNOWN} if the log does not say, or there was
     * none.
     *
     * @throws RejectedValueException if it is no limit
     */
    static long slurmLimitS(String field, String text) throws RejectedValueException {
        return switch (text) {
            case "UNLIMITED", "Partition_Limit", "INVALID" -> LoggedJob.NOT_KNOWN;
            default -> lengthS(field, text);
        };
    }

    /**
     * A time of Slurm, in seconds since 1970; {@link LoggedJob#NOT_KNOWN} if there is none.
     *
     * @throws RejectedValueException if it is neither ISO 8601 nor a number of seconds
     */
    static long slurmTimeS(String field, String text, ZoneId zone) throws RejectedValueException {
        if (text.isEmpty() || text.equals("Unknown") || text.equals("None")) {
            return LoggedJob.NOT_KNOWN;
        }
        if (NUMBER.matcher(text).matches()) {
            return checked(Long.parseLong(text), field, text);
        }
        try {
            long timeS = LocalDateTime.parse(text).atZone(zone).toEpochSecond();
            if (timeS < 0) {
                throw new RejectedValueException(RejectionReason.NEGATIVE, field, text);
            }
            return checked(timeS, field, text);
        } catch (DateTimeException e) {
            throw new RejectedValueException(RejectionReason.NOT_A_TIME, field, text);
        }
    }

    private static long checked(long seconds, String field, String text)
            throws RejectedValueException {
        if (seconds > LoggedJob.SECONDS_MAX) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, field, text);
        }
        return seconds;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

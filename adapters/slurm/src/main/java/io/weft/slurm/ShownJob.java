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

import io.weft.manager.JobKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one job as {@code scontrol -o show job} prints it. Users choose some of the texts in it, so
 * an answer in which a name occurs twice is not believed.
 */
final class ShownJob {
    private static final Pattern START =
            Pattern.compile(
                    "JobId=(\\d{1,9}) "
                            + "(?:ArrayJobId=(\\d{1,9}) ArrayTaskId=(\\d{1,9}) |(?!ArrayJobId=))");
    private static final Pattern COMMENT_END = Pattern.compile(" (StdErr|StdIn|Power)=");

    private ShownJob() {}

    /**
     * What must be known before something is told about a job.
     *
     * @return null when the answer is not clear.
     */
    static JobFacts parse(final String text) {
        final Matcher start = START.matcher(text);
        final String submitTime = value(text, "SubmitTime");
        final String priority = value(text, "Priority");
        final String restarts = value(text, "Restarts");
        final String state = value(text, "JobState");
        if (!start.lookingAt()
                || submitTime == null
                || priority == null
                || restarts == null
                || state == null
                || text.indexOf(" Comment=") != text.lastIndexOf(" Comment=")) {
            return null;
        }
        try {
            final boolean isTask = start.group(3) != null;
            return new JobFacts(
                    Long.parseLong(start.group(isTask ? 2 : 1)),
                    isTask ? Integer.parseInt(start.group(3)) : JobKey.NO_TASK,
                    Long.parseLong(submitTime),
                    JobFacts.state(state, Long.parseLong(priority)),
                    Integer.parseInt(restarts),
                    JobComment.parse(comment(text)));
        } catch (final NumberFormatException ex) {
            return null;
        }
    }

    /** The one value of a name, or null. */
    private static String value(final String text, final String name) {
        final String key = " " + name + "=";
        final int at = text.indexOf(key);
        if (at < 0 || at != text.lastIndexOf(key)) {
            return null;
        }
        final int start = at + key.length();
        final int end = text.indexOf(' ', start);
        return end < 0 ? null : text.substring(start, end);
    }

    private static String comment(final String text) {
        final int at = text.indexOf(" Comment=");
        if (at < 0) {
            return "";
        }
        final int start = at + " Comment=".length();
        final Matcher end = COMMENT_END.matcher(text);
        return text.substring(start, end.find(start) ? end.start() : text.length()).strip();
    }
}

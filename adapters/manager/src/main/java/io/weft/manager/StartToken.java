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
package io.weft.manager;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an order to start a job: the decision it comes from. The manager keeps it with the job, and
 * so can tell whether an order reached it.
 *
 * @param position of the entry that caused the decision.
 * @param number of the decision among those of its entry.
 */
public record StartToken(long position, int number) {
    private static final Pattern TEXT = Pattern.compile("w([0-9]{1,18})\\.([0-9]{1,9})");

    /**
     * A token from its text.
     *
     * @param text as {@link #toString} gives it, or anything else.
     * @return the token, or null when the text is none.
     */
    public static StartToken parse(final String text) {
        final Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new StartToken(
                        Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    @Override
    public String toString() {
        return "w" + position + "." + number;
    }
}

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
package io.weft.simulator.sweep;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep: every {@code count}th cell, beginning with the {@code index}th.
 *
 * @param index 1..count, as job arrays count
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
    /** The whole sweep. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException naming them
     */
    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException(
                    "shard=" + index + "/" + count + ", expected i/n with i in 1..n");
        }
    }

    /**
     * The shard of a text such as {@code 2/10}.
     *
     * @throws IllegalArgumentException naming it if it is none
     */
    public static Shard of(final String text) {
        final Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "shard=" + text + ", expected i/n with i in 1..n, such as 2/10");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether a cell belongs to it. */
    public boolean holds(final SweepCell cell) {
        return cell.number() % count == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}

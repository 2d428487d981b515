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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts of a PBS job, of its attribute exec_host: {@code n1/0+n1/1} (TORQUE), {@code n1/0-3,6}
 * (TORQUE 5 on), {@code n1/0*13} (PBS Professional: 13 processors, of the first job there).
 *
 * @param names every host once, in order
 * @param processorCount processors on all of them
 */
record PbsHosts(List<String> names, long processorCount) {
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}\\*(\\d{1,9})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    static PbsHosts of(String text) {
        Set<String> names = new LinkedHashSet<>();
        long count = 0;
        if (!text.isEmpty()) {
            for (String chunk : text.split("\\+")) {
                int slash = chunk.indexOf('/');
                names.add(slash < 0 ? chunk : chunk.substring(0, slash));
                for (String part : chunk.substring(slash + 1).split(",")) {
                    count += processors(part);
                }
            }
        }
        return new PbsHosts(new ArrayList<>(names), count);
    }

    private static long processors(String part) {
        Matcher counted = COUNT.matcher(part);
        if (counted.matches()) {
            return Long.parseLong(counted.group(1));
        }
        Matcher range = RANGE.matcher(part);
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            return Math.max(0, Long.parseLong(range.group(2)) - first + 1);
        }
        return 1;
    }
}

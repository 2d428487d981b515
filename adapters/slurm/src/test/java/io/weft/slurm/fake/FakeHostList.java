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
package io.weft.slurm.fake;

import java.util.ArrayList;
import java.util.List;

/** Lists of nodes such as n1,n[3-5,7]; not the code that is tested. */
final class FakeHostList {
    private FakeHostList() {}

    static List<String> expand(final String text) {
        final List<String> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            final int bracket = text.indexOf('[', at);
            final int comma = text.indexOf(',', at);
            if (bracket < 0 || comma >= 0 && comma < bracket) {
                final int end = comma < 0 ? text.length() : comma;
                names.add(text.substring(at, end));
                at = end + 1;
            } else {
                final int close = text.indexOf(']', bracket);
                final String prefix = text.substring(at, bracket);
                for (final String range : text.substring(bracket + 1, close).split(",")) {
                    final String[] ends = range.split("-");
                    final int last = Integer.parseInt(ends[ends.length - 1]);
                    for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
                        names.add(prefix + i);
                    }
                }
                at = close + 2;
            }
        }
        return names;
    }
}

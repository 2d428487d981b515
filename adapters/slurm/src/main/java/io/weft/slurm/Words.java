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

import java.util.List;
import java.util.regex.Pattern;

/**
 * What may stand in a command to Slurm, whoever it comes from: nothing that ends a line, quotes, or
 * looks like an option where a name is expected.
 */
final class Words {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern WORD = Pattern.compile("[!#-&(-\\[\\]-~]([ !#-&(-\\[\\]-~]*)");

    private Words() {}

    /** Refuses what is no name of a node or a partition. */
    static String requireName(final String what, final String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + "=" + name + ", expected letters, digits, . _ -");
        }
        return name;
    }

    /** Refuses words with quotes, backslashes or anything but printable ASCII. */
    static List<String> require(final List<String> words) {
        for (final String word : words) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("word=" + word + ", expected printable ASCII");
            }
        }
        return words;
    }

    /** A text of one line that may stand in a command. */
    static String plain(final String text) {
        return text.replaceAll("[^ !#-&(-\\[\\]-~]", "?");
    }
}

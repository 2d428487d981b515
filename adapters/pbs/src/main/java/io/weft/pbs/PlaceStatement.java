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
package io.weft.pbs;

import java.util.Locale;

/**
 * How the chunks of a job are to lie: {@code scatter:excl}, {@code pack}, {@code
 * free:group=switch}.
 *
 * @param arrangement free, pack or scatter.
 * @param isExclusive whether the job wants its nodes alone.
 * @param group resource that all its nodes have the same value of, or the empty text.
 */
record PlaceStatement(Arrangement arrangement, boolean isExclusive, String group) {
    /** Where the chunks go. */
    enum Arrangement {
        /** Anywhere. */
        FREE,
        /** All on one node. */
        PACK,
        /** Each on a node of its own. A vnode is a node here, so that vscatter is the same. */
        SCATTER
    }

    /**
     * Reads a statement; none at all means free.
     *
     * @throws UnsupportedAskException when it has a word that is not known.
     */
    static PlaceStatement parse(final String text) throws UnsupportedAskException {
        Arrangement arrangement = Arrangement.FREE;
        boolean isExclusive = false;
        String group = "";
        for (final String word : text.split(":")) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "", "shared", "free" -> {}
                case "pack" -> arrangement = Arrangement.PACK;
                case "scatter", "vscatter" -> arrangement = Arrangement.SCATTER;
                case "excl", "exclhost" -> isExclusive = true;
                default -> {
                    if (!word.startsWith("group=")) {
                        throw new UnsupportedAskException("place=" + text);
                    }
                    group = word.substring("group=".length());
                }
            }
        }
        return new PlaceStatement(arrangement, isExclusive, group);
    }
}

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
package io.weft.cli.debug;

import io.weft.core.debug.DebugException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The words behind the name of a command, taken one after another. */
final class Arguments {
    private final Deque<String> words = new ArrayDeque<>();
    private final String usage;

    Arguments(String line, String usage) {
        Arrays.stream(line.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        this.usage = usage;
    }

    boolean hasMore() {
        return !words.isEmpty();
    }

    /** The next word. */
    String word(String what) {
        if (words.isEmpty()) {
            throw new DebugException("expected " + what + ": " + usage);
        }
        return words.remove();
    }

    /** Takes the next word if it is this one. */
    boolean takes(String word) {
        boolean isNext = word.equalsIgnoreCase(words.peek());
        if (isNext) {
            words.remove();
        }
        return isNext;
    }

    long number(String what, long least, long most) {
        return number(word(what), what, least, most);
    }

    long number(String what, long least, long most, long otherwise) {
        return hasMore() ? number(what, least, most) : otherwise;
    }

    private long number(String word, String what, long least, long most) {
        try {
            long value = Long.parseLong(word);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        String range = most == Long.MAX_VALUE ? least + ".." : least + ".." + most;
        throw new DebugException(what + "=" + word + ", expected " + range + ": " + usage);
    }

    /** All that is left. */
    String rest() {
        String rest = String.join(" ", words);
        words.clear();
        return rest;
    }

    void requireNoMore() {
        if (hasMore()) {
            throw new DebugException("did not expect " + words.peek() + ": " + usage);
        }
    }
}

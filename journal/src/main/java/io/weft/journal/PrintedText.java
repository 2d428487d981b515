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
package io.weft.journal;

/** Text in quotes, in which nothing can end the line or the quotes, or steer a terminal. */
final class PrintedText {
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private PrintedText() {}

    /** Appends a text in quotes; what it becomes is a string of JSON, too. */
    static void appendQuoted(final StringBuilder target, final String text) {
        target.append('"');
        text.chars().forEach(character -> append(target, character));
        target.append('"');
    }

    private static void append(final StringBuilder target, final int character) {
        if (character == '"' || character == '\\') {
            target.append('\\').append((char) character);
        } else if (Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == LINE_SEPARATOR
                || character == PARAGRAPH_SEPARATOR) {
            final String hex = Integer.toHexString(0x10000 | character);
            target.append("\\u").append(hex, 1, 5);
        } else {
            target.append((char) character);
        }
    }
}

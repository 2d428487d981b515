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
package io.weft.simulator.workload;

/**
 * A line that could not be understood.
 *
 * @param source the file's name, or what stands for it
 * @param lineNumber from 1
 * @param reason why
 * @param field the field in the words of the format, or "line"
 * @param value the text found there, made printable and cut after {@value #VALUE_LENGTH_MAX}
 *     characters
 */
public record RejectedLine(
        String source, long lineNumber, RejectionReason reason, String field, String value) {

    /** The longest value kept. */
    public static final int VALUE_LENGTH_MAX = 64;

    /**
     * A value as it is kept: printable ASCII only, other characters as question marks, and cut.
     *
     * @param value any text
     */
    public static String printable(String value) {
        int length = Math.min(value.length(), VALUE_LENGTH_MAX);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            text.append(c >= ' ' && c < 0x7F ? c : '?');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return source + ":" + lineNumber + ": " + field + "=" + value + ": " + reason.text();
    }
}

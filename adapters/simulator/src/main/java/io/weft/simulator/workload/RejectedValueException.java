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
 * A value that cannot be used, on its way from where it is parsed to where its line is counted. It
 * carries no stack trace, so that a file of bad lines is read as fast as one of good lines.
 */
public final class RejectedValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final String field;
    private final String value;

    /**
     * A value that cannot be used.
     *
     * @param field its name in the words of the format, or "line"
     * @param value as it was found; any text
     */
    public RejectedValueException(RejectionReason reason, String field, String value) {
        super(field, null, false, false);
        this.reason = reason;
        this.field = field;
        this.value = value;
    }

    /** Why. */
    public RejectionReason reason() {
        return reason;
    }

    /**
     * The line that holds the value.
     *
     * @param source the file's name, or what stands for it
     * @param lineNumber from 1
     */
    public RejectedLine at(String source, long lineNumber) {
        return new RejectedLine(source, lineNumber, reason, field, RejectedLine.printable(value));
    }
}

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
 * A workload cannot be read on: the source is damaged or, in strict mode, a line was rejected. The
 * message names source, line, field and value, and says what may help.
 */
public final class WorkloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RejectedLine rejectedLine;

    /**
     * A source that cannot be read on.
     *
     * @param message names the source, what is wrong, and what may help
     * @param cause may be null
     */
    public WorkloadException(String message, Throwable cause) {
        super(message, cause);
        this.rejectedLine = null;
    }

    /** A line that was rejected in strict mode. */
    public WorkloadException(RejectedLine rejectedLine) {
        super(rejectedLine + ". Maybe: " + rejectedLine.reason().cure() + ".");
        this.rejectedLine = rejectedLine;
    }

    /** The line that was rejected; null if the source as a whole cannot be read. */
    public RejectedLine rejectedLine() {
        return rejectedLine;
    }
}

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
package io.weft.cli;

/**
 * An error that the user can do something about. Its message names what was given, what is wrong
 * with it and what helps.
 */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A flag or an argument that cannot be used as it was given. */
    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** A file that cannot be found or understood. */
    static Failure input(String message) {
        return new Failure(ExitCode.INPUT, message, null);
    }

    /** Something that the machine does not let us do. */
    static Failure environment(String message, Throwable cause) {
        return new Failure(ExitCode.ENVIRONMENT, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}

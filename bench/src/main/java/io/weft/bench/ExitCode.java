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
package io.weft.bench;

/** What a command ends with; the same numbers as those of the command line. */
final class ExitCode {
    static final int OK = 0;
    static final int WORSE = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int ENVIRONMENT = 4;
    static final int INTERNAL = 70;

    private ExitCode() {}
}

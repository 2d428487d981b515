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
package io.weft.manager.command;

import io.weft.manager.ManagerException;
import java.util.List;

/** Runs one program at a time, for one thread. */
public interface CommandRunner {
    /**
     * Runs a program and waits until it ends; its standard input is empty.
     *
     * @param command program and arguments; no shell looks at them.
     * @param timeoutNs after which it is killed, from 1.
     * @return what it answered, whatever its exit code.
     * @throws ManagerException UNREACHABLE when there is no such program; TIMEOUT, ambiguous, when
     *     it was killed; GARBLED, ambiguous, when it wrote more than is taken.
     */
    CommandResult run(List<String> command, long timeoutNs) throws ManagerException;
}

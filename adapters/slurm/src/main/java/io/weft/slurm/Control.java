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

import io.weft.manager.ManagerException;
import java.util.List;

/** Gives commands to scontrol. */
interface Control extends AutoCloseable {
    /**
     * Gives one command and waits for the answer.
     *
     * @param words of the command, each one argument.
     * @return what it printed.
     * @throws ManagerException when it was not carried out, or nobody knows.
     */
    String run(List<String> words) throws ManagerException;

    @Override
    void close();
}

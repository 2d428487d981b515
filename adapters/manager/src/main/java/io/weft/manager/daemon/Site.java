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
package io.weft.manager.daemon;

import io.weft.manager.ManagerException;
import io.weft.manager.ResourceManager;

/** One site, as it is configured; nothing is asked of its manager until it is opened. */
public interface Site {
    /**
     * Opens what commands its resource manager. Need not reach it: a manager that is down is no
     * reason to fail.
     *
     * @return the manager, to be closed by the caller.
     * @throws ManagerException when this machine cannot command it at all.
     */
    ResourceManager open() throws ManagerException;

    /**
     * What looks at the site.
     *
     * @return a new exam.
     */
    SiteExam exam();
}

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
/**
 * What every adapter to a resource manager needs, once. A {@link io.weft.manager.ResourceManager}
 * observes and commands one site and is the only class that knows its texts. The {@link
 * io.weft.manager.Bridge} feeds a kernel with what was observed, has decisions carried out, and
 * believes only what it has observed: the journaled decision is the intent and its name the token
 * of the order, so that whoever dies in between, a job is started once and never forgotten.
 */
package io.weft.manager;
